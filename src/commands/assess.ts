import { meant } from '../compile/reference.ts';
import type { Asker } from '../edges/prompts.ts';
import { every } from '../kinds/index.ts';
import type { DocumentOf } from '../kinds/index.ts';
import { assessment } from '../kinds/assessment.ts';
import type { Community } from '../model/community.ts';
import type { Dimension } from '../model/config.ts';
import { HIGHEST_SETTING } from '../model/field.ts';
import { Refusal } from '../model/refusal.ts';
import { previousAssessment } from '../metrics/sliders.ts';
import type { GivenValue } from '../plans/scaffold.ts';
import { columns, faint, ink, name } from '../text/ink.ts';
import type { Command, Context, Options } from './command.ts';
import { dayFrom } from './days.ts';
import { drafting } from './drafting.ts';
import { fromOptions, optionsOf } from './fields.ts';
import { WrittenJson, gather, tellWritten, write } from './scaffolding.ts';
import { SAY_WHO, me } from './who.ts';

type Assessment = DocumentOf<'assessment'>;

/** Whose view it is. @throws Refusal where that is not known. */
function member(context: Context, options: Options): string {
  const by = options['by'];
  const community = context.community();
  const found = typeof by === 'string' ? meant(community, by, ['member']).id : me(context, community);
  if (found !== null) return found;
  throw new Refusal('Whose view is it?', SAY_WHO);
}

/** @throws Refusal where somebody has set the sliders on that day already. */
function refuseTwice(community: Community, by: string, day: string): void {
  const known = every(community, 'assessment').find(({ fields }) => fields.by === by && fields.date === day);
  if (!known) return;
  throw new Refusal(
    `${by} has set the sliders on ${day} already: ${known.path}.`,
    'One view a member and day counts: change that file, or come back another day.',
  );
}

/** Asks for one dimension after another, beginning with where the member saw it last. */
async function ask(
  asker: Asker,
  dimensions: readonly Dimension[],
  before: Assessment | null,
): Promise<Map<string, GivenValue>> {
  const settings = new Map<string, GivenValue>();
  for (const { id, title, question } of dimensions) {
    const last = before?.fields.sliders.get(id);
    const from = { now: last?.now ?? 0, ideal: last?.ideal ?? HIGHEST_SETTING };
    const { now, ideal } = await asker.slider(
      question === null ? title : `${title}: ${question}`,
      from,
      HIGHEST_SETTING,
    );
    const because = (await asker.input(`${title}, because (empty: say nothing)`)).trim();
    const setting: [string, GivenValue][] = [
      ['now', String(now)],
      ['ideal', String(ideal)],
      ...(because === '' ? [] : [['because', because] as [string, GivenValue]]),
    ];
    settings.set(id, new Map(setting));
  }
  return settings;
}

/** What was set, and how it differs from the last time. */
function tell(
  context: Context,
  dimensions: readonly Dimension[],
  settings: GivenValue,
  before: Assessment | null,
): void {
  const rows = dimensions.flatMap(({ id, title }) => {
    const setting = (settings as ReadonlyMap<string, ReadonlyMap<string, string>>).get(id);
    if (!setting) return [];
    const last = before?.fields.sliders.get(id);
    const told = last ? `was ${last.now} → ${last.ideal}` : '';
    return [[ink`${title}`, ink`now ${setting.get('now') ?? ''} → ideal ${setting.get('ideal') ?? ''}`, faint(told)]];
  });
  columns(rows).forEach(context.say);
  if (before)
    context.say(
      faint(ink`Compared with ${before.fields.date}. There is no total; ${name('cop report')} shows everybody’s.`),
    );
}

async function assess(context: Context, options: Options): Promise<0> {
  const community = context.community();
  const { dimensions } = community.config;
  const by = member(context, options);
  const day = typeof options['date'] === 'string' ? dayFrom(options['date']) : context.today;
  refuseTwice(community, by, day);
  const before = previousAssessment(community, by, day);
  const given = fromOptions(assessment, 'sliders', assessment.fields.sliders, { sliders: options['set'] });
  const settings = given ?? (context.ask ? await ask(context.ask, dimensions, before) : undefined);
  if (settings === undefined) {
    const [first] = dimensions;
    throw new Refusal(
      'How are the sliders set?',
      `\`cop assess --set ${first?.id ?? 'practice'}=3/5:"Why"\`, once for each dimension.`,
    );
  }
  const request = await gather(context, {
    command: 'cop assess',
    kind: assessment,
    title: null,
    options,
    settled: new Map<string, GivenValue>([
      ['by', by],
      ['date', day],
      ['sliders', settings],
    ]),
  });
  const written = await write(context, request, `${by} ${day}`);
  tellWritten(context, 'assess', request, written);
  if (!context.json && written.written) tell(context, dimensions, settings, before);
  return 0;
}

export const command: Command = {
  arguments: [],
  options: [
    {
      flags: '--set <dimension=now/ideal:why>',
      sentence: 'a dimension from 0 to 5, now and as it ought to be, and why (again for another)',
      many: true,
    },
    ...optionsOf(assessment, ['sliders']),
  ],
  writes: true,
  answer: WrittenJson,
  examples: ['cop assess', 'cop assess --set practice=3/5:"Two follow-ups wait" --set domain=3/3'],
  async run(outer, _words, options) {
    // Sliders that a flag sets are not asked for.
    if (options['set'] !== undefined) return assess(outer, options);
    return drafting(outer, { sort: 'cop assess', kind: assessment, title: '' }, (context) => assess(context, options));
  },
};
