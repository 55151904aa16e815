import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ratingWords, type RatingWord } from '../../../shared/visit/rating.ts';
import { useCommand } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';

/** The best first, as the visitor reads it everywhere else. */
const offered: readonly RatingWord[] = ratingWords.toReversed();

/**
 * For the visitor (好差评), over the counter: five words and, as easy to press, no rating at all. It never takes the focus, so that no key of
 * the clerk's rates a visit, and whoever goes on has skipped it. `onEnd` takes the focus to where a key that is still held does nothing.
 */
export function RatingPanel({ visit, onEnd }: { readonly visit: string; readonly onEnd: () => void }) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const give = useCommand('rating.give');
  const [turned, setTurned] = useState(false);
  const [skipped, setSkipped] = useState(false);
  if (skipped) return null;
  if (give.data !== undefined) return <p className="window-rated" role="status">{t('rating.thanks', { word: common(`rating.${give.data.word}`) })}</p>;
  const rate = (level: RatingWord): void => {
    if (!give.isPending) give.mutate({ ticket: visit, level }, { onSuccess: onEnd });
  };
  const skip = (): void => {
    onEnd();
    setSkipped(true);
  };
  return (
    <section className="window-rating" aria-label={t('rating.label')} data-turned={turned}>
      <h2>{t('rating.ask')}</h2>
      <p>{t('rating.free')}</p>
      <div className="window-rating-words">
        {offered.map((word) => <Button key={word} disabled={give.isPending} onClick={() => rate(word)}>{common(`rating.${word}`)}</Button>)}
        <Button disabled={give.isPending} onClick={skip}>{t('rating.skip')}</Button>
      </div>
      <ErrorNotice error={give.error} />
      <Button size="small" type="text" className="window-rating-turn" onClick={() => setTurned(!turned)}>{t(turned ? 'commitment.turnBack' : 'commitment.turn')}</Button>
    </section>
  );
}
