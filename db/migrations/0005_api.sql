CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"person_id" text,
	"permissions" jsonb NOT NULL,
	"digest" text NOT NULL,
	"old_digest" text,
	"old_until" timestamp (3) with time zone,
	"hint" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_digest" UNIQUE("digest"),
	CONSTRAINT "api_keys_old_digest" UNIQUE("old_digest"),
	CONSTRAINT "api_keys_name" UNIQUE("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "api_requests" (
	"key_id" text NOT NULL,
	"name" text NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_requests_key_id_name_pk" PRIMARY KEY("key_id","name")
);
--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_kind";--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_requests" ADD CONSTRAINT "api_requests_key_id_api_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_requests_served" ON "api_requests" USING btree ("at");--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_kind" CHECK ("ledger"."kind" in ('run.started', 'run.paused', 'run.resumed', 'run.cancelled', 'run.rolled_back', 'run.mode_changed', 'run.completed', 'run.failed', 'run.progressed', 'run.budget_raised', 'attempt.claimed', 'attempt.taken_over', 'attempt.step_begun', 'attempt.done', 'attempt.failed', 'attempt.parked', 'attempt.released', 'attempt.lapsed', 'attempt.unknown', 'ask.opened', 'ask.revised', 'ask.answered', 'ask.decided', 'ask.deferred', 'ask.expired', 'ask.withdrawn', 'artifact.edited', 'message.accepted', 'command.refused', 'key.created', 'key.rotated', 'key.revoked'));