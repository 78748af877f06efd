import { isTimeZone } from '../../core/attention/quiet.ts';
import { duration } from '../../core/project/duration.ts';
import type { Check, Piece } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';
import { quoted } from '../say.ts';

/** The times of reminders have to ascend, and quiet hours need an existing time zone. */
export const checkReminders: Check = ({ root }) => {
  const reminders = root.get('reminders');
  return [...outOfOrder(reminders.get('after')), ...impossible(reminders.get('quiet'))];
};

function outOfOrder(after: Piece): Finding[] {
  const times = after
    .texts()
    .map(({ piece, text }) => ({ piece, text, seconds: duration.safeParse(text).data ?? NaN }));
  return times.flatMap(({ piece, text, seconds }, index) => {
    const before = times[index - 1];
    if (!before || !(seconds <= before.seconds)) return [];
    return [
      onValue(
        piece.path,
        `found ${quoted(text)} behind ${quoted(before.text)}; each has to be later than the one before.`,
      ),
    ];
  });
}

function impossible(quiet: Piece): Finding[] {
  const [from, to, zone] = [quiet.get('from'), quiet.get('to'), quiet.get('time_zone')];
  const unknown = zone.text !== undefined && zone.text !== '' && !isTimeZone(zone.text);
  const always = from.text !== undefined && from.text === to.text;
  return [
    ...(unknown
      ? [
          onValue(
            zone.path,
            `found ${quoted(zone.text ?? '')}, which is no time zone; write one like Europe/Berlin or UTC.`,
          ),
        ]
      : []),
    ...(always
      ? [onValue(to.path, `found ${quoted(to.text ?? '')} for both ends; nobody would ever be reminded, or always.`)]
      : []),
  ];
}
