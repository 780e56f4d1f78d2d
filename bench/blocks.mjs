// What stands between paragraphs: code in languages that are coloured, tables, lists, quotes and task lists.
const CODE = {
  sql: (word) => `select ${word()}, count(*) as many
from ${word()}.taps -- ${word()}
where service_day between '2026-01-01' and date '2026-01-31'
group by 1
having count(*) > 12;`,
  python: (word) => `def ${word()}(rows: list[dict], limit: int = 14) -> int:
    """${word()} ${word()}."""
    seen = {row["id"] for row in rows if row["late"] <= limit}
    return len(seen)  # ${word()}`,
  yaml: (word) => `${word()}:
  schedule: "0 1 * * *"
  pools: [nightly, backfill]
  retries: 3 # ${word()}`,
  bash: (word) => `set -euo pipefail
for day in 2026-01-{01..09}; do
  ./load --table "${word()}" --day "$day" || echo "failed: $day" >&2
done`,
  typescript: (word) => `export async function ${word()}(day: string): Promise<number> {
  const rows = await read(\`taps/\${day}.csv\`);
  return rows.filter(({ late }) => late === true).length; // ${word()}
}`,
  json: (word) => `{ "table": "${word()}", "late": [3, 14, 1], "final": true, "owner": null }`,
};

const plain = (word) => word().replaceAll(/[^\w]/g, '') || 'taps';

/** One block of a sort that the drawing chooses; a word of the writer here and there. */
export function block({ below, pick }, writer) {
  const word = () => plain(writer.word);
  const item = () => writer.phrase(5 + below(7));
  const blocks = [
    () => {
      const language = pick(Object.keys(CODE));
      return `\`\`\`${language}\n${CODE[language](word)}\n\`\`\``;
    },
    () =>
      [
        '| Day | Boardings | Late | Remark |',
        '| --- | ---: | ---: | --- |',
        ...Array.from(
          { length: 3 + below(4) },
          (_, row) => `| 2026-0${1 + row}-14 | ${below(90_000)} | ${below(900)} | ${writer.phrase(3)} |`,
        ),
      ].join('\n'),
    () => Array.from({ length: 3 + below(3) }, () => `- ${item()}`).join('\n'),
    () => Array.from({ length: 3 }, (_, index) => `${1 + index}. ${item()}\n   - ${item()}`).join('\n'),
    () => `> ${writer.sentence()}\n> ${writer.sentence()}`,
    () => `- [x] ${item()}\n- [ ] ${item()}`,
  ];
  return pick(blocks)();
}
