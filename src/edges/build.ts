/** Set when the program is bundled: another program may work out something else. */
declare const COP_BUILD: string | undefined;

/** The number of this program, which no other one has; null where it runs from its sources. */
export const build: string | null = typeof COP_BUILD === 'string' ? COP_BUILD : null;
