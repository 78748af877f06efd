CREATE TABLE "account_links" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"person_id" text NOT NULL,
	"surface" text NOT NULL,
	"team" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "account_links_surface" CHECK ("account_links"."surface" in ('slack', 'discord'))
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"digest" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"request_id" text,
	"surface" text,
	"team" text,
	"user_id" text,
	"name" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "link_codes_request" UNIQUE("request_id"),
	CONSTRAINT "link_codes_surface" CHECK ("link_codes"."surface" in ('slack', 'discord'))
);
--> statement-breakpoint
CREATE TABLE "link_guesses" (
	"account" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_kind";--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_codes" ADD CONSTRAINT "link_codes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_links_of_project" ON "account_links" USING btree ("project_id","linked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "account_links_live" ON "account_links" USING btree ("project_id","surface","team","user_id") WHERE "account_links"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "link_codes_of_person" ON "link_codes" USING btree ("project_id","person_id");--> statement-breakpoint
CREATE INDEX "link_guesses_of_account" ON "link_guesses" USING btree ("account","at");--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_kind" CHECK ("ledger"."kind" in ('run.started', 'run.paused', 'run.resumed', 'run.cancelled', 'run.rolled_back', 'run.mode_changed', 'run.completed', 'run.failed', 'run.progressed', 'run.budget_raised', 'attempt.claimed', 'attempt.taken_over', 'attempt.step_begun', 'attempt.done', 'attempt.failed', 'attempt.parked', 'attempt.released', 'attempt.lapsed', 'attempt.unknown', 'ask.opened', 'ask.revised', 'ask.answered', 'ask.decided', 'ask.deferred', 'ask.expired', 'ask.withdrawn', 'artifact.edited', 'message.accepted', 'message.edited', 'message.deleted', 'command.refused', 'key.created', 'key.rotated', 'key.revoked', 'account.linked', 'account.unlinked'));--> statement-breakpoint
COMMENT ON TABLE "account_links" IS 'Accounts that people of a project have confirmed as theirs, on both sides; an ended one stays, since votes and exclusions of before count for its person.';
--> statement-breakpoint
COMMENT ON TABLE "link_codes" IS 'One-time codes with which a person links an account, by digest, and the account that has typed one.';
--> statement-breakpoint
COMMENT ON TABLE "link_guesses" IS 'Codes that an account typed and that were none: whoever guesses is not answered for a while.';
