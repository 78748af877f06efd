/** What an agent has had of its own turns, and what of its calls people have let pass. */
export class Talk {
  /** The call that a person is asked about, or that asks one. */
  asked = '';
  /** The call in which a worker ended, so that nobody knows what came of it. */
  doubted = '';
  private readonly approved = new Set<string>();
  /** By call: when a person let it pass. */
  private readonly decidedAt = new Map<string, Date>();
  private mayCallAll = false;
  /** By attempt: calls of the model for itself, since a person last decided. */
  private readonly own = new Map<string, number>();
  /** Attempts that have had their last word. */
  private readonly wrapped = new Set<string>();

  approve(choice: string, at: Date): void {
    this.decidedAt.set(this.asked, at);
    if (choice === 'approve') this.approved.add(this.asked);
    this.mayCallAll ||= choice === 'for_run';
  }

  mayCall(id: string): boolean {
    return this.mayCallAll || this.approved.has(id);
  }

  /** A person says that what is in doubt is to be done again. */
  tryAgain(at: Date): void {
    this.approved.add(this.doubted);
    this.decidedAt.set(this.doubted, at);
  }

  /** By call: since when words that are said come before it, although a person let it pass. */
  get decisions(): ReadonlyMap<string, Date> {
    return new Map(this.decidedAt);
  }

  ownTurns(attempt: string): number {
    return this.own.get(attempt) ?? 0;
  }

  takeTurn(attempt: string): void {
    this.own.set(attempt, this.ownTurns(attempt) + 1);
  }

  hasHadLastWord(attempt: string): boolean {
    return this.wrapped.has(attempt);
  }

  wrapUp(attempt: string): void {
    this.wrapped.add(attempt);
  }

  /** A person has decided that it goes on. */
  beginAnew(): void {
    this.own.clear();
    this.wrapped.clear();
  }
}
