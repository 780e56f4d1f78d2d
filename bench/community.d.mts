/** Writes a community of `size` documents with so many commits. @returns How many documents have something wrong. */
export function makeCommunity(root: string, size: number, options?: { commits?: number }): { faulty: number };
