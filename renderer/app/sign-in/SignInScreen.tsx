/** Signing in: pick yourself or type your number, then the PIN; by touch on the keypad or by keyboard alone. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Role } from '../../../shared/contract/operation.ts';
import { StaffNumber } from '../../../shared/contract/station.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Field } from '../../components/Field.tsx';
import { operationKey, useCommand, useOperation } from '../client.ts';
import { useStation } from '../session.ts';
import { Choices } from './Choices.tsx';
import { Keypad } from './Keypad.tsx';
import './sign-in.css';

const SignInForm = z.strictObject({ number: StaffNumber, pin: z.string().min(1).max(32) });
type SignInForm = z.infer<typeof SignInForm>;

/** The accounts `npm start` makes; their PIN may be said only where every account is one of them. */
const demoNumbers: ReadonlySet<string> = new Set(['01', '02', '03', '04']);

/** A desk does not move: the window that was chosen here last is offered again until the program ends. */
let lastWindow: number | null = null;

export function SignInScreen() {
  const { t } = useTranslation('app');
  const { t: common } = useTranslation('components');
  const client = useQueryClient();
  const station = useStation();
  const accounts = useOperation('account.list', {});
  const signIn = useCommand('session.signIn');
  const { control, handleSubmit, setValue, setFocus, getValues, clearErrors } = useForm<SignInForm>({ resolver: zodResolver(SignInForm), defaultValues: { number: '', pin: '' } });
  const number = useWatch({ control, name: 'number' });
  const [chosenRole, setChosenRole] = useState<Role | null>(null);
  const [chosenWindow, setChosenWindow] = useState<number | null>(lastWindow);
  const [windowMissing, setWindowMissing] = useState(false);

  const people = (accounts.data?.accounts ?? []).filter((account) => account.active);
  const person = people.find((account) => account.number === number) ?? null;
  const role = person === null ? null : (person.roles.find((one) => one === chosenRole) ?? person.roles[0] ?? null);
  const atDesk = role === 'clerk' || role === 'assistant';
  const windows = station?.layout.windows ?? [];
  const desk = chosenWindow !== null && windows.includes(chosenWindow) ? chosenWindow : null;
  const demo = station?.trial === true && people.length > 0 && people.every((account) => demoNumbers.has(account.number));
  const refused = signIn.error !== null && (signIn.error.code === 'sign-in-failed' || signIn.error.code === 'sign-in-blocked') ? signIn.error : null;

  useEffect(() => setFocus('number'), [setFocus]);

  const choose = (chosen: string): void => {
    signIn.reset();
    clearErrors();
    setValue('number', chosen);
    setValue('pin', '');
    setFocus('pin');
  };
  const press = (change: (pin: string) => string): void => {
    signIn.reset();
    setValue('pin', change(getValues('pin')).slice(0, 32));
  };
  const submit = handleSubmit((form) => {
    if (role === 'clerk' && desk === null) {
      setWindowMissing(true);
      return;
    }
    const input = { ...form, ...(role === null ? {} : { role }), ...(atDesk && desk !== null ? { window: desk } : {}) };
    signIn.mutate(input, {
      onSuccess: (session) => {
        lastWindow = desk ?? lastWindow;
        client.setQueryData(operationKey('session.current', {}), { session });
      },
      onError: () => {
        setValue('pin', '');
        setFocus('pin');
      },
    });
  });

  return (
    <main className="sign-in">
      <h1 className="for-readers">{t('signIn.title')}</h1>
      <Form layout="vertical" size="large" requiredMark={false} className="sign-in-form" onFinish={() => void submit()}>
        <section className="sign-in-people" aria-labelledby="sign-in-who">
          <h2 id="sign-in-who">{t('signIn.who')}</h2>
          {demo && <p className="sign-in-demo">{t('signIn.demo')}</p>}
          <ErrorNotice error={accounts.error} action={<Button onClick={() => void accounts.refetch()}>{t('retry')}</Button>} />
          {accounts.data !== undefined && people.length === 0 && <EmptyState text={t('signIn.nobody')} />}
          <ul className="sign-in-cards">
            {people.map((account) => (
              <li key={account.number}>
                <button type="button" className="sign-in-card" aria-pressed={account.number === number} onClick={() => choose(account.number)}>
                  <span className="sign-in-card-number">{account.number}</span>
                  <span className="sign-in-card-name">{account.name}</span>
                  <span className="sign-in-card-position">{account.position === '' ? account.roles.map((one) => common(`role.${one}`)).join(' · ') : account.position}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className="sign-in-choices">
            {person !== null && role !== null && person.roles.length > 1 && (
              <Choices label={t('signIn.role')} value={role} options={person.roles.map((one) => ({ value: one, text: common(`role.${one}`) }))} onChoose={setChosenRole} />
            )}
            {atDesk && (
              <Choices
                label={t('signIn.window')}
                value={desk}
                options={windows.map((one) => ({ value: one, text: String(one) }))}
                problem={windowMissing && desk === null ? t('signIn.chooseWindow') : null}
                onChoose={setChosenWindow}
              />
            )}
          </div>
        </section>
        <section className="sign-in-panel" aria-label={t('signIn.title')}>
          <div className="sign-in-fields">
            <Field control={control} name="number" label={t('signIn.number')} required errorText={() => t('signIn.enterNumber')}>
              {(field, aria) => (
                <Input
                  {...field}
                  {...aria}
                  autoComplete="off"
                  maxLength={12}
                  onChange={(event) => {
                    signIn.reset();
                    field.onChange(event.target.value.trim());
                  }}
                  onPressEnter={(event) => {
                    if (getValues('pin') !== '') return;
                    event.preventDefault();
                    setFocus('pin');
                  }}
                />
              )}
            </Field>
            <Field control={control} name="pin" label={t('signIn.pin')} required errorText={() => t('signIn.enterPin')}>
              {(field, aria) => (
                <Input
                  {...field}
                  {...aria}
                  type="password"
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={32}
                  onChange={(event) => {
                    signIn.reset();
                    field.onChange(event);
                  }}
                />
              )}
            </Field>
          </div>
          <div role="alert">
            {refused !== null && (
              <div className="sign-in-refused">
                <p>{common(`error.${refused.code}.what`)}</p>
                <p>{common(`error.${refused.code}.now`)}</p>
              </div>
            )}
          </div>
          <ErrorNotice error={refused === null ? signIn.error : null} />
          <Keypad onDigit={(digit) => press((pin) => pin + digit)} onErase={() => press((pin) => pin.slice(0, -1))} onClear={() => press(() => '')} />
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>{t('signIn.submit')}</Button>
        </section>
      </Form>
    </main>
  );
}
