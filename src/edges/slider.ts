import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, usePrefix, useState } from '@inquirer/core';

/** Where somebody sees a dimension now, and where it ought to be. */
export interface Setting {
  readonly now: number;
  readonly ideal: number;
}

interface SliderConfig extends Setting {
  readonly message: string;
  /** The highest setting; the lowest is 0. */
  readonly most: number;
}

const HANDLES = ['now', 'ideal'] as const;

/** A row of places with one taken: shape and number say the same, so that neither colour nor eyes are needed. */
function track(value: number, most: number): string {
  return Array.from({ length: most + 1 }, (_, at) => (at === value ? '◆' : '·')).join('──');
}

/** A slider with two handles: left and right move, up and down (or Tab) change the handle, a digit sets it. */
export const slider = createPrompt<Setting, SliderConfig>(({ message, now, ideal, most }, done) => {
  const [setting, set] = useState<Setting>({ now, ideal });
  const [at, choose] = useState(0);
  const [status, end] = useState<'idle' | 'done'>('idle');
  const prefix = usePrefix({ status });
  const handle = HANDLES[at] ?? 'now';
  useKeypress((key) => {
    const move = (to: number): void => set({ ...setting, [handle]: Math.min(most, Math.max(0, to)) });
    if (isEnterKey(key)) {
      end('done');
      done(setting);
    } else if (key.name === 'left') move(setting[handle] - 1);
    else if (key.name === 'right') move(setting[handle] + 1);
    else if (key.name === 'home') move(0);
    else if (key.name === 'end') move(most);
    else if (/^\d$/.test(key.name) && Number(key.name) <= most) move(Number(key.name));
    else if (isUpKey(key) || isDownKey(key) || key.name === 'tab') choose(1 - at);
  });
  if (status === 'done') return `${prefix} ${message} now ${setting.now}, ideal ${setting.ideal}`;
  const rows = HANDLES.map((name, index) => {
    const mark = index === at ? '›' : ' ';
    return `${mark} ${name.padEnd(5)} 0 ${track(setting[name], most)} ${most}   ${setting[name]} of ${most}`;
  });
  const help = `  ← → move, ↑ ↓ the other, 0–${most} set, Enter next`;
  return [`${prefix} ${message}\n${rows.join('\n')}`, help];
});
