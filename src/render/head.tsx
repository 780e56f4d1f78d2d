import type { ComponentChildren, VNode } from 'preact';

interface HeadProps {
  readonly title: string;
  /** What the page may load and run: of a stranger's text, nothing. */
  readonly policy: string;
  readonly children: ComponentChildren;
}

/** The head that every HTML page has. */
export function Head({ title, policy, children }: HeadProps): VNode {
  return (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      {children}
    </head>
  );
}
