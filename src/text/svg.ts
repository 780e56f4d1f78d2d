/** What makes an SVG a program: scripts, handlers, what loads or holds other documents, and addresses that run. */
const ACTIVE = [
  /<\s{0,9}(?:[\w.-]{1,40}:)?(?:script|iframe|embed|object|handler|listener)\b/i,
  /[\s"'/]on[a-z]{2,30}\s{0,9}=/i,
  /attributeName\s{0,9}=\s{0,9}["']?\s{0,9}(?:on|href|xlink)/i,
  /javascript\s{0,9}:|vbscript\s{0,9}:|data\s{0,9}:\s{0,9}text/i,
  /href\s{0,9}=\s{0,9}["'][^"'<>]{0,200}&(?:#|colon|tab|newline)/i,
  /<!entity|<\?xml-stylesheet/i,
];

/** Whether a picture could run something where somebody opens it by itself. Rather one too many is taken for it. */
export const isActiveSvg = (svg: string): boolean => ACTIVE.some((sign) => sign.test(svg));
