/** The standard normal quantile for an interval that holds the true share 95 times in 100. */
const Z = 1.959963984540054;

/**
 * The interval of a share by Wilson's score method: unlike the textbook one it stays between 0 and 1 and is honest for
 * small numbers.
 *
 * @returns Lower and upper bound as shares of one; null where there is nothing to judge by.
 * @see Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927); Newcombe,
 *   "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), method 3.
 */
export function wilson(counted: number, of: number): { readonly lower: number; readonly upper: number } | null {
  if (of === 0) return null;
  const share = counted / of;
  const centre = share + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  // At the ends the bound is exact; rounding must not put it a hair outside.
  const lower = counted === 0 ? 0 : (centre - spread) / scale;
  const upper = counted === of ? 1 : (centre + spread) / scale;
  return { lower, upper };
}
