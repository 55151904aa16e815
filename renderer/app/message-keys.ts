/** The form of the other language: exactly the keys of the first, any text. `export const en = {…} as const satisfies Messages<typeof zh>`. */
export type Messages<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Messages<Source[Key]> };
