import { setFlagsFromString } from 'node:v8';

/**
 * Has what is not needed any more collected when the heap has doubled, and not when it is four times as large: a
 * gigabyte of garbage is let lie otherwise. It takes more time, so that only what is heavy is worth it.
 */
export function holdLess(): void {
  setFlagsFromString('--heap-growing-percent=60');
}
