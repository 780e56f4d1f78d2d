// What people write, made up: sentences of the words of the demo community and of words that no language has, and of Ukrainian
// in every tenth thread, so that a script of two bytes a letter and its endings are part of every figure.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEMO = join(import.meta.dirname, '../fixtures/community');
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu ster ling tion ment ward'.split(' ');

/** How many words a language has beside the common ones. */
const RARE = 30_000;
/** The share of them in a text. */
const SHARE = 0.3;

const UKRAINIAN = `а але без був було важливо весь вже виконати вимірювати все вчора від відповідь власник вночі входить
  говорити година дані даних день для до довго досвід достатньо друга жодної журнал за завжди завтра завантаження задача
  записати запит затримка зберегти зміна зміни знайти знову і інший інструмент їхній кілька клієнт ключ кожен команда
  копія кордон лист лише людина маршрут місто може мусить на навіть нам наступного наша не невдача нічний новий ночі
  об’єднання обережно один оновлення осінь паром пасажирів перевірити перед питання план повторити після помилка порада
  порожній потім потрібно поїздка правило практика працює при причина пропустити процес рахувати разом ранок рейс рішення
  розклад ряд сервер спробувати спільнота станція стовпець сховище та таблиця так там тест тиждень то треба тривалий
  трамвай тут у узгодити файл це цей часто через черга чистий чому що щоб щодня ще юнацький ящик є ґрунтовно`
  .split(/\s+/)
  .filter((word) => word !== '');

function common() {
  return ['issues', 'advice', 'followups', 'faq', 'notes/cases'].flatMap((folder) =>
    readdirSync(join(DEMO, folder)).flatMap((name) =>
      (readFileSync(join(DEMO, folder, name), 'utf8').split('---')[2] ?? '')
        .split(/\s+/)
        .filter((word) => /^[\w'-]+$/.test(word)),
    ),
  );
}

/** Words that no language has, as many as that: the more often the earlier, as in every text (Zipf). */
function madeUp({ below, pick }) {
  const made = new Set();
  while (made.size < RARE) made.add(Array.from({ length: 2 + below(3) }, () => pick(SYLLABLES)).join(''));
  return [...made];
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Writers of the two languages. Each writes words, and sentences of eight to twenty of them. */
export function writers(drawing) {
  const { random, below, pick, chance } = drawing;
  const rare = madeUp(drawing);
  const zipf = () => rare[Math.floor(rare.length ** random()) - 1] ?? rare[0];
  const writer = (words, share) => {
    const word = () => (chance(share) ? zipf() : pick(words));
    const some = (count) => Array.from({ length: count }, word);
    const sentence = () => {
      const said = some(8 + below(13));
      if (chance(0.2)) said[3] = `*${said[3]}*`;
      if (chance(0.2)) said[5] = `\`${said[5]}\``;
      if (chance(0.3)) said[6] += ',';
      return `${capital(said.join(' '))}.`;
    };
    return {
      word,
      phrase: (count) =>
        some(count)
          .join(' ')
          .replaceAll(/[`*'"]/g, ''),
      sentence,
      prose: (count) => Array.from({ length: count }, sentence).join(' '),
    };
  };
  return { english: writer(common(), SHARE), ukrainian: writer(UKRAINIAN, 0) };
}
