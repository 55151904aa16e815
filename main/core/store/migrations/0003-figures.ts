/** The tables of handled matters say what became of their materials and when they were decided. They are projections: made anew by replaying the journal. */
export const migration = { version: 3, sql: '' } as const;
