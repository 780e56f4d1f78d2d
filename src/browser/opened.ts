import MiniSearch from 'minisearch';
import { SEARCHING, unpacked } from '../text/searching.ts';
import type { SearchIndex } from '../text/searching.ts';

/* oxlint-disable no-underscore-dangle -- the names are MiniSearch's, which lets whoever extends it have them */

/**
 * An index that was made before. MiniSearch reads what it wrote of itself by way of objects with a key for each page, which
 * takes seven times as long as the maps that it holds: these are handed to it as they are.
 */
export class Opened extends MiniSearch {
  constructor({ pages, postings: text }: SearchIndex) {
    super({ ...SEARCHING, fields: [...SEARCHING.fields] });
    const { postings, lengths } = unpacked(text, pages.length);
    this._documentCount = pages.length;
    this._nextId = pages.length;
    for (const [page, own] of lengths.entries()) {
      this._documentIds.set(page, page);
      this._idToShortId.set(page, page);
      this._fieldLength.set(page, own);
    }
    this._avgFieldLength = SEARCHING.fields.map(
      (_, field) => lengths.reduce((total, own) => total + (own[field] ?? 0), 0) / Math.max(1, pages.length),
    );
    for (const [term, fields] of postings) this._index.set(term, fields);
  }
}
