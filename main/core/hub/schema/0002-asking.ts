/**
 * No table of the hub's own changes: a station may ask what the district has of it, and the closed days, what a
 * transaction counts for, and the ratings stand among the projections, which this version makes anew from the entries.
 */
export const migration = { version: 2, sql: '' } as const;
