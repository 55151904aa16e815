/**
 * No table of the hub's own changes: a station may ask what the district has of it, and the closed days, the ratings, the catalogues, what a
 * transaction counts for and what became of its materials and its promise stand among the projections, which this version makes anew from the entries.
 */
export const migration = { version: 2, sql: '' } as const;
