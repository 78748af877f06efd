import type { ModelCall, ModelTurn, Turn } from '../model/turn.ts';
import { isLeftOut, isOfPerson, leftOut, tooLong } from './words.ts';

/** Characters. Shorter text stays, because the note in its place would be as long. */
const small = 400;

/**
 * How much of what may be sent is left after shortening. The room lets the following calls begin like this one: providers charge less for
 * a beginning that they have read.
 */
const roomy = 3 / 4;

/** Records in the conversation that a provider refused so much text, so that other workers know it too. */
export const tooLongNote: Turn = { by: 'house', text: tooLong };

/**
 * The conversation as it is sent: at most `longest` characters, if possible. First the results of tools are left out, the oldest first; then
 * the arguments of calls. People's words, the task and the model's own words stay. The outcome depends on the turns alone, so that a worker that
 * takes over after a kill sends exactly the same.
 */
export function shorten(turns: readonly Turn[], longest: number): readonly Turn[] {
  const sent = new Sent(longest);
  for (const turn of turns) {
    if (turn.by === 'model') sent.makeRoom();
    if (turn.by === 'house' && turn.text === tooLong) sent.takeLess();
    sent.add(turn);
  }
  sent.makeRoom();
  return sent.turns;
}

export const lengthOf = (turns: readonly Turn[]): number => turns.reduce((sum, turn) => sum + sizeOf(turn), 0);

/** Goes through the turns as they were sent, answer by answer, and shortens them as it was done then. */
class Sent {
  readonly turns: Turn[] = [];
  #longest: number;
  #size = 0;
  readonly #toolOf = new Map<string, string>();

  constructor(longest: number) {
    this.#longest = longest;
  }

  add(turn: Turn): void {
    this.turns.push(turn);
    this.#size += sizeOf(turn);
    if (turn.by === 'model') for (const { id, tool } of turn.calls) this.#toolOf.set(id, tool);
  }

  takeLess(): void {
    this.makeRoom();
    this.#longest = Math.min(this.#longest, this.#size / 2);
  }

  makeRoom(): void {
    if (this.#size <= this.#longest) return;
    const read = this.turns.findLastIndex((it) => it.by === 'model');
    this.#replace(0, read, roomy, (turn) => this.#withoutResult(turn, false));
    this.#replace(0, read, roomy, withoutInputs);
    const without = (turn: Turn): Turn => this.#withoutResult(turn, true);
    // What the model has not read yet is left out only if that helps.
    const unread = this.turns.slice(read + 1);
    if (this.#size - lengthOf(unread) + lengthOf(unread.map(without)) > this.#longest) return;
    this.#replace(read + 1, this.turns.length, 1, without);
  }

  #replace(from: number, to: number, part: number, by: (turn: Turn) => Turn): void {
    for (let at = from; at < to && this.#size > this.#longest * part; at += 1) {
      const turn = this.turns[at];
      if (turn === undefined) return;
      const shorter = by(turn);
      this.#size += sizeOf(shorter) - sizeOf(turn);
      this.turns[at] = shorter;
    }
  }

  #withoutResult(turn: Turn, isUnread: boolean): Turn {
    if (turn.by !== 'tool' || turn.text.length <= small) return turn;
    if (this.#toolOf.get(turn.call) === 'ask' || isOfPerson(turn.text)) return turn;
    return { ...turn, text: leftOut.result(turn.text.length, isUnread) };
  }
}

function withoutInputs(turn: Turn): Turn {
  return turn.by === 'model' ? { ...turn, calls: turn.calls.map(withoutInput) } : turn;
}

/** Leaves out long arguments, such as the text of a file. */
function withoutInput(call: ModelCall): ModelCall {
  if (typeof call.input !== 'object' || call.input === null) return call;
  const entries = Object.entries(call.input).map(([name, value]: [string, unknown]) => {
    const isLong = typeof value === 'string' && value.length > small;
    return [name, isLong ? leftOut.input(value.length) : value];
  });
  return { ...call, input: Object.fromEntries(entries) as unknown };
}

/** Whether a model copied our note from an earlier call of its own, instead of giving the text. */
export const repeatsLeftOut = (input: object): boolean =>
  Object.values(input).some((value) => typeof value === 'string' && isLeftOut(value));

const sizeOfModel = ({ text, reasoning = '', calls }: ModelTurn): number =>
  text.length + reasoning.length + calls.reduce((sum, { input }) => sum + JSON.stringify(input ?? null).length, 0);

const sizeOf = (turn: Turn): number => (turn.by === 'model' ? sizeOfModel(turn) : turn.text.length);
