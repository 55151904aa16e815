/** `12.5%` of a share between 0 and 1. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
