/** A word as one would type it into a shell. */
export const shellWord = (word: string): string =>
  /^[\p{L}\p{N}./][\p{L}\p{N}_./-]*$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
