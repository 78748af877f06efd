/** Live views of one session at once. Each reads everything anew with every hint, and people look at a few. */
const mostViews = 12;

/** Counts the live views of each session; one too many sends the oldest away. What it returns takes a view in. */
export function limitViews() {
  const sessions = new Map<string, Set<() => void>>();
  return (session: string, sendAway: () => void): (() => void) => {
    const views = sessions.get(session) ?? new Set();
    sessions.set(session, views.add(sendAway));
    const [oldest] = views;
    if (oldest && views.size > mostViews) {
      views.delete(oldest);
      oldest();
    }
    return () => {
      views.delete(sendAway);
      if (views.size === 0 && sessions.get(session) === views) sessions.delete(session);
    };
  };
}
