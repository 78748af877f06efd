import type { Door, Intent, Reply, Visit } from '../../src/core/intent.ts';

/** A door that writes down who came with what, and answers as it is told. */
export class RecordingDoor {
  readonly calls: { intent: Intent; visit: Visit }[] = [];
  #answer: () => Promise<Reply> = async () => ({ kind: 'nothing' });

  readonly open: Door = async (intent, visit) => {
    this.calls.push({ intent, visit });
    return this.#answer();
  };

  answers(reply: Reply): void {
    this.#answer = async () => reply;
  }

  isAway(): void {
    this.#answer = async () => {
      throw new Error('connect ECONNREFUSED');
    };
  }

  get last() {
    const call = this.calls.at(-1);
    if (!call) throw new Error('Nobody has come to the door.');
    return call;
  }
}
