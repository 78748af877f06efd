/** The row that a key names. */
export const only = <Row>(rows: Row[], key: string): Row => {
  const [row] = rows;
  if (!row) throw new Error(`bug-console-post: what was posted with key ${key} was deleted while it was read back`);
  return row;
};
