CREATE TABLE "grants" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"pipeline_id" text NOT NULL,
	"stage_id" text NOT NULL,
	"run_id" text,
	"tool" text NOT NULL,
	"about" text,
	"digest" text,
	"ask_id" text NOT NULL,
	"given_by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	CONSTRAINT "grants_tool" CHECK ("grants"."tool" in ('list', 'read', 'search', 'write', 'ask', 'propose', 'command', 'shell')),
	CONSTRAINT "grants_revoked_whole" CHECK (num_nulls("grants"."revoked_at", "grants"."revoked_by") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"talk" text NOT NULL,
	"number" integer NOT NULL,
	"attempt_id" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "turns_talk_number_pk" PRIMARY KEY("talk","number")
);
--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_kind";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "talk" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "turns" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "own_turns" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "wrapped_up" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "replies" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_digest_bodies_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."bodies"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "grants_of_run" ON "grants" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "grants_of_pipeline" ON "grants" USING btree ("project_id","pipeline_id") WHERE "grants"."run_id" is null;--> statement-breakpoint
CREATE INDEX "turns_of_attempt" ON "turns" USING btree ("attempt_id");--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_kind" CHECK ("ledger"."kind" in ('run.started', 'run.paused', 'run.resumed', 'run.cancelled', 'run.rolled_back', 'run.mode_changed', 'run.completed', 'run.failed', 'run.progressed', 'run.budget_raised', 'attempt.claimed', 'attempt.taken_over', 'attempt.step_begun', 'attempt.done', 'attempt.failed', 'attempt.parked', 'attempt.released', 'attempt.lapsed', 'attempt.unknown', 'ask.opened', 'ask.revised', 'ask.answered', 'ask.decided', 'ask.deferred', 'ask.expired', 'ask.withdrawn', 'artifact.edited', 'message.accepted', 'message.edited', 'message.deleted', 'grant.made', 'grant.revoked', 'command.refused', 'key.created', 'key.rotated', 'key.revoked', 'account.linked', 'account.unlinked'));--> statement-breakpoint
CREATE TRIGGER turns_insert_only BEFORE UPDATE OR DELETE ON "turns" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER turns_not_emptied BEFORE TRUNCATE ON "turns" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
COMMENT ON TABLE "turns" IS 'What was said in the talk of an agent, by itself, its tools and people, named by the digest of its JSON; insert-only.';--> statement-breakpoint
COMMENT ON TABLE "grants" IS 'Standing permissions for tools of agents; only their revocation may change.';
