-- Insert-only tables: what was decided, made or sealed is never changed, whoever holds the connection.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only: % was refused', tg_table_name, tg_op USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER versions_insert_only BEFORE UPDATE OR DELETE ON "versions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER versions_not_emptied BEFORE TRUNCATE ON "versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER answers_insert_only BEFORE UPDATE OR DELETE ON "answers" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER answers_not_emptied BEFORE TRUNCATE ON "answers" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER checkpoints_insert_only BEFORE UPDATE OR DELETE ON "checkpoints" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER checkpoints_not_emptied BEFORE TRUNCATE ON "checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_insert_only BEFORE UPDATE OR DELETE ON "ledger" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_not_emptied BEFORE TRUNCATE ON "ledger" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seals_insert_only BEFORE UPDATE OR DELETE ON "seals" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seals_not_emptied BEFORE TRUNCATE ON "seals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER definitions_insert_only BEFORE UPDATE OR DELETE ON "definitions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER definitions_not_emptied BEFORE TRUNCATE ON "definitions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A message may be delivered or withdrawn; its words, author and time stay.
CREATE TRIGGER messages_insert_only BEFORE UPDATE ON "messages" FOR EACH ROW
  WHEN (to_jsonb(new) - 'status' - 'delivered_to' IS DISTINCT FROM to_jsonb(old) - 'status' - 'delivered_to')
  EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER messages_stay BEFORE DELETE ON "messages" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER messages_not_emptied BEFORE TRUNCATE ON "messages" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A body may be redacted, which empties it; another text under the same digest would be a lie.
CREATE TRIGGER bodies_only_redacted BEFORE UPDATE ON "bodies" FOR EACH ROW
  WHEN (new.digest <> old.digest OR new.text IS NOT NULL) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER bodies_stay BEFORE DELETE ON "bodies" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER bodies_not_emptied BEFORE TRUNCATE ON "bodies" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What a run was started by does not change either.
CREATE TRIGGER runs_trigger_stays BEFORE UPDATE ON "runs" FOR EACH ROW
  WHEN (
    (new.id, new.project_id, new.definition_digest, new.trigger_id, new.trigger_source, new.trigger_person_id, new.triggered_at)
    IS DISTINCT FROM
    (old.id, old.project_id, old.definition_digest, old.trigger_id, old.trigger_source, old.trigger_person_id, old.triggered_at)
  )
  EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unsealed (entry_id) VALUES (new.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_awaits_seal AFTER INSERT ON "ledger" FOR EACH ROW EXECUTE FUNCTION await_seal();
--> statement-breakpoint
-- An artifact and its first version name each other: the check waits for the commit.
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_canon" FOREIGN KEY ("id", "canon")
  REFERENCES "versions" ("artifact_id", "number") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
COMMENT ON TABLE "answers" IS 'One person''s choice on one revision of one Ask, bound to the digest of what that person was shown; insert-only.';
--> statement-breakpoint
COMMENT ON TABLE "artifacts" IS 'A named thing that a pipeline makes, with the number of the version in force; it belongs to a run, or to its project.';
--> statement-breakpoint
COMMENT ON TABLE "asks" IS 'A question to people: what it is about, its choices, who may decide, and how it ended.';
--> statement-breakpoint
COMMENT ON TABLE "attempts" IS 'One try at a stage, with the lease of the worker that is at it and the step that it has begun.';
--> statement-breakpoint
COMMENT ON TABLE "bodies" IS 'A text that a digest names, kept once; a redaction empties it, and the digest stays.';
--> statement-breakpoint
COMMENT ON TABLE "checkpoints" IS 'What a run can be restored to: position, artifact versions and money spent, after a finished stage; insert-only.';
--> statement-breakpoint
COMMENT ON TABLE "definitions" IS 'The definition that a run was created from, kept once for all runs that share it; insert-only.';
--> statement-breakpoint
COMMENT ON TABLE "deliveries" IS 'Deliveries that were acted upon, in the transaction that acted: a repeat finds its key here.';
--> statement-breakpoint
COMMENT ON TABLE "ledger" IS 'Everything that happened: who, what, when, where, written in the transaction that made it so; insert-only.';
--> statement-breakpoint
COMMENT ON TABLE "messages" IS 'Words said in a run''s thread, named by digest; only their delivery may change.';
--> statement-breakpoint
COMMENT ON TABLE "outbox" IS 'Something to do outside the transaction that decided it; what becomes due again before it is done is one row.';
--> statement-breakpoint
COMMENT ON TABLE "outputs" IS 'Live output of an attempt, in the order in which it was made.';
--> statement-breakpoint
COMMENT ON TABLE "postings" IS 'One copy of a card at one place on one surface: which message it is there, and which revision it shows.';
--> statement-breakpoint
COMMENT ON TABLE "projects" IS 'What a team works on, as its file declared it when it was last read.';
--> statement-breakpoint
COMMENT ON TABLE "runs" IS 'One execution of a pipeline: where it stands, what it may spend, and the click or signed call that started it.';
--> statement-breakpoint
COMMENT ON TABLE "seals" IS 'The place of a ledger entry in its project''s chain: each hash covers the entry and the hash before; insert-only.';
--> statement-breakpoint
COMMENT ON TABLE "unsealed" IS 'Ledger entries that wait for the sealer, put here by a trigger: what is to seal is found without searching the ledger.';
--> statement-breakpoint
COMMENT ON TABLE "versions" IS 'What an artifact said at one time, and who made it so; insert-only.';
