import type { Entry } from '../../model/entry.ts';
import type { DocumentOf } from '../../kinds/index.ts';
import type { TrackRecord } from '../../states/advice-record.ts';

/** An entry of the FAQ with what became of those who tried it. */
export interface FaqEntry extends Entry<TrackRecord> {
  /** The issues that asked it, in the order in which they did. */
  readonly askings: readonly DocumentOf<'issue'>[];
}
