export const film = { channel: 'film' };

/** As its reader sees it. */
interface Message {
  text: string;
  buttons: readonly string[];
}

interface Dialog {
  text: string;
}

/** A person before a platform's own client. */
interface Before<M extends Message, D extends Dialog> {
  name: string;
  sees(at: { channel: string; thread?: string | null }): M[];
  privately(): M[];
  dialog(): D | null;
  submit(values: Record<string, string>): Promise<unknown>;
}

interface Platform {
  until(holds: () => boolean, what: string): Promise<void>;
}

/** What is looked for: in the channel or in a thread of it, perhaps with this button. */
export interface Wanted {
  thread?: string;
  button?: string;
}

/** Somebody in front of a platform, who looks until what they wait for is there. */
export abstract class Eyes<M extends Message, D extends Dialog, Person extends Before<M, D>> {
  constructor(
    private readonly platform: Platform,
    readonly person: Person,
  ) {}

  /** Asks for the form of a run. */
  protected abstract typeRun(pipeline: string): Promise<unknown>;

  /** The newest message with all these words, or with this button. */
  find(words: string, { thread, button }: Wanted = {}): M | undefined {
    const seen = this.person.sees({ ...film, thread: thread ?? null });
    return seen.findLast((it) => it.text.includes(words) && (button === undefined || it.buttons.includes(button)));
  }

  card(words: string, at: Wanted = {}): Promise<M> {
    const button = at.button === undefined ? '' : ` and the button ${at.button}`;
    return this.see(() => this.find(words, at), `a message with “${words}”${button} before ${this.person.name}`);
  }

  /** What this person alone sees, newest last; what was there before some moment can be left out. */
  told(words: string, before = 0): Promise<M> {
    const since = () => this.person.privately().slice(before);
    return this.see(
      () => since().findLast(({ text }) => text.includes(words)),
      `“${words}” for ${this.person.name} alone`,
    );
  }

  dialog(words: string): Promise<D> {
    const open = (): D | undefined => this.person.dialog() ?? undefined;
    return this.see(
      () => (open()?.text.includes(words) ? open() : undefined),
      `a dialog with “${words}” before ${this.person.name}`,
    );
  }

  /** Starts a run by the command and its form, and follows its card: that heads the run's thread. */
  async startRun(pipeline: string, brief: string): Promise<M> {
    await this.typeRun(pipeline);
    await this.dialog('What is it about?');
    await this.person.submit({ 'What is it about?': brief });
    return this.card(brief);
  }

  private async see<T>(look: () => T | undefined, what: string): Promise<T> {
    await this.platform.until(() => look() !== undefined, what);
    return look()!;
  }
}
