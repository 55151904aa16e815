import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { presets, presetSpan, type Span } from './spans.ts';

/** The usual spans by name; the one that is looked at is pressed. */
export function PresetButtons({ span, today, onChoose }: { readonly span: Span; readonly today: string; readonly onChoose: (span: Span) => void }) {
  const { t } = useTranslation('manager');
  return (
    <div className="volume-presets" role="group" aria-label={t('volume.presets.label')}>
      {presets.map((preset) => {
        const usual = presetSpan(preset, today);
        return <Button key={preset} type="text" aria-pressed={usual.from === span.from && usual.to === span.to} onClick={() => onChoose(usual)}>{t(`volume.presets.${preset}`)}</Button>;
      })}
    </div>
  );
}
