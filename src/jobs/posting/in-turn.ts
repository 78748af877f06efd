/** Runs calls with the same key one after the other, within this process. */
export type InTurn = <T>(key: string, act: () => Promise<T>) => Promise<T>;

export function takeTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, act) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(act, act);
    last.set(key, mine);
    const leave = (): void => {
      if (last.get(key) === mine) last.delete(key);
    };
    mine.then(leave, leave);
    return mine;
  };
}
