/** antd in the tokens of the look: light, or with more contrast where the system asks for it. */
import type { ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

const light = { ink: '#16232B', inkSecondary: '#51606A', line: '#D9DEE2', lineStrong: '#7B8891', ground: '#F4F6F6', action: '#0A6A72', danger: '#B3261E', warning: '#8A5A00', good: '#2B6E46' } as const;
const contrast = { ink: '#000000', inkSecondary: '#25323A', line: '#51606A', lineStrong: '#16232B', ground: '#FFFFFF', action: '#064A50', danger: '#8C1D18', warning: '#5C3C00', good: '#1D4F31' } as const;

const themeOf = (colours: Readonly<Record<keyof typeof light, string>>): ThemeConfig => ({
  // One theme for the whole page needs no hash to tell its rules from another's.
  hashed: false,
  token: {
    colorPrimary: colours.action,
    colorInfo: colours.action,
    colorLink: colours.action,
    colorError: colours.danger,
    colorWarning: colours.warning,
    colorSuccess: colours.good,
    colorText: colours.ink,
    colorTextSecondary: colours.inkSecondary,
    colorTextDescription: colours.inkSecondary,
    colorTextPlaceholder: colours.inkSecondary,
    // The edge of an input must be seen (3:1), a line between rows need not.
    colorBorder: colours.lineStrong,
    colorBorderSecondary: colours.line,
    colorSplit: colours.line,
    colorBgLayout: colours.ground,
    fontFamily: 'var(--font)',
    fontSize: 14,
    borderRadius: 6,
    borderRadiusLG: 6,
    borderRadiusSM: 4,
    controlHeight: 36,
    controlHeightLG: 56,
    controlHeightSM: 32,
    boxShadow: 'none',
    boxShadowSecondary: `0 0 0 1px ${colours.lineStrong}`,
    boxShadowTertiary: 'none',
    motion: false,
    controlOutline: colours.action,
    controlOutlineWidth: 1,
    lineWidthFocus: 3,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', contentFontSizeLG: 20, fontWeight: 500 },
    Table: { headerBg: colours.ground, headerColor: colours.inkSecondary, headerSplitColor: 'transparent', cellPaddingBlock: 8, cellPaddingInline: 12 },
    Form: { labelColor: colours.ink, labelHeight: 24, verticalLabelPadding: '0 0 4px', itemMarginBottom: 16 },
    Input: { inputFontSizeLG: 20, errorActiveShadow: `0 0 0 1px ${colours.danger}` },
    Modal: { titleFontSize: 20 },
  },
});

const themes = { light: themeOf(light), contrast: themeOf(contrast) } as const;

const wanted = window.matchMedia('(prefers-contrast: more)');
const subscribe = (listener: () => void): (() => void) => {
  wanted.addEventListener('change', listener);
  return () => wanted.removeEventListener('change', listener);
};

export function useTheme(): ThemeConfig {
  return useSyncExternalStore(subscribe, () => wanted.matches) ? themes.contrast : themes.light;
}
