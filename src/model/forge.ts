/** The forges that are known: where issues and pull requests live. */
export const FORGES = ['github', 'gitlab'] as const;
export type ForgeName = (typeof FORGES)[number];
