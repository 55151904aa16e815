/** The manager's pages in their order. */
export const sections = ['today', 'followUp', 'volume', 'report', 'tables', 'days', 'journal', 'lookBack', 'licence', 'history', 'catalogue', 'sources', 'uploads', 'people'] as const;
export type Section = (typeof sections)[number];
