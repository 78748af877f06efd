/** What an agent has had of its own turns, and what of its calls people have let pass. */
export class Talk {
  /** The call that a person is asked about, or that asks one. */
  asked = '';
  private readonly approved = new Set<string>();
  private mayCallAll = false;
  /** By attempt: calls of the model for itself, since a person last decided. */
  private readonly own = new Map<string, number>();
  /** Attempts that have had their last word. */
  private readonly wrapped = new Set<string>();

  approve(choice: string): void {
    if (choice === 'approve') this.approved.add(this.asked);
    this.mayCallAll ||= choice === 'for_run';
  }

  mayCall(id: string): boolean {
    return this.mayCallAll || this.approved.has(id);
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
