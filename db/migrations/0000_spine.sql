CREATE TABLE "artifacts" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"run_id" text,
	"name" text NOT NULL,
	"canon" integer,
	"latest" integer NOT NULL,
	"last_run_id" text,
	CONSTRAINT "artifacts_name" UNIQUE NULLS NOT DISTINCT("project_id","run_id","name"),
	CONSTRAINT "artifacts_canon_exists" CHECK ("artifacts"."canon" <= "artifacts"."latest")
);
--> statement-breakpoint
CREATE TABLE "bodies" (
	"digest" text PRIMARY KEY NOT NULL,
	"text" text
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"artifact_id" text NOT NULL,
	"number" integer NOT NULL,
	"base" integer,
	"digest" text NOT NULL,
	"length" integer NOT NULL,
	"by_kind" text NOT NULL,
	"by_name" text NOT NULL,
	"attempt_id" text,
	"rehearsal" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "versions_artifact_id_number_pk" PRIMARY KEY("artifact_id","number"),
	CONSTRAINT "versions_by_kind" CHECK ("versions"."by_kind" in ('role', 'command', 'person', 'rollback', 'suggestion')),
	CONSTRAINT "versions_number" CHECK ("versions"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" text PRIMARY KEY NOT NULL,
	"ask_id" text NOT NULL,
	"revision" integer NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"choice" text NOT NULL,
	"words" text,
	"digest" text NOT NULL,
	"location" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answers_one_each" UNIQUE("ask_id","revision","person_id")
);
--> statement-breakpoint
CREATE TABLE "asks" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"revision" integer NOT NULL,
	"version" integer NOT NULL,
	"subject" jsonb NOT NULL,
	"digest" text NOT NULL,
	"choices" jsonb NOT NULL,
	"policy" jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"outcome" jsonb,
	CONSTRAINT "asks_kind" CHECK ("asks"."kind" in ('gate', 'proposal', 'suggestion', 'blocker', 'question')),
	CONSTRAINT "asks_status" CHECK ("asks"."status" in ('open', 'decided', 'expired', 'superseded', 'withdrawn')),
	CONSTRAINT "asks_settled_with_outcome" CHECK (("asks"."status" = 'open') = ("asks"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"stage" integer NOT NULL,
	"stage_id" text NOT NULL,
	"number" integer NOT NULL,
	"epoch" integer NOT NULL,
	"status" text NOT NULL,
	"lease_token" text,
	"lease_worker" text,
	"lease_until" timestamp (3) with time zone,
	"steps" integer NOT NULL,
	"open_step" jsonb,
	"takeovers" integer NOT NULL,
	"feedback" jsonb NOT NULL,
	"cleared_by" text,
	"base" integer,
	"continuation" jsonb,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "attempts_cleared_by" UNIQUE("cleared_by"),
	CONSTRAINT "attempts_number" UNIQUE("run_id","number"),
	CONSTRAINT "attempts_status" CHECK ("attempts"."status" in ('queued', 'running', 'parked', 'done', 'failed', 'aborted', 'unknown')),
	CONSTRAINT "attempts_lease_whole" CHECK (num_nulls("attempts"."lease_token", "attempts"."lease_worker", "attempts"."lease_until") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"run_id" text NOT NULL,
	"number" integer NOT NULL,
	"stage" integer NOT NULL,
	"versions" jsonb NOT NULL,
	"spent_micro_usd" bigint NOT NULL,
	"spent_input_tokens" bigint NOT NULL,
	"spent_output_tokens" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checkpoints_run_id_number_pk" PRIMARY KEY("run_id","number")
);
--> statement-breakpoint
CREATE TABLE "outputs" (
	"attempt_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "outputs_attempt_id_sequence_pk" PRIMARY KEY("attempt_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" text PRIMARY KEY NOT NULL,
	"ordinal" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_ordinal_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project_id" text NOT NULL,
	"run_id" text,
	"kind" text NOT NULL,
	"actor" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"subject" jsonb NOT NULL,
	"payload" jsonb NOT NULL,
	"status_from" text,
	"status_to" text,
	CONSTRAINT "ledger_kind" CHECK ("ledger"."kind" in ('run.started', 'run.paused', 'run.resumed', 'run.cancelled', 'run.rolled_back', 'run.mode_changed', 'run.completed', 'run.failed', 'run.progressed', 'run.budget_raised', 'attempt.claimed', 'attempt.taken_over', 'attempt.step_begun', 'attempt.done', 'attempt.failed', 'attempt.parked', 'attempt.released', 'attempt.lapsed', 'attempt.unknown', 'ask.opened', 'ask.revised', 'ask.answered', 'ask.decided', 'ask.deferred', 'ask.expired', 'ask.withdrawn', 'artifact.edited', 'message.accepted', 'command.refused')),
	CONSTRAINT "ledger_status_from" CHECK ("ledger"."status_from" in ('queued', 'running', 'awaiting', 'paused', 'blocked', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "ledger_status_to" CHECK ("ledger"."status_to" in ('queued', 'running', 'awaiting', 'paused', 'blocked', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "ledger_status_whole" CHECK ("ledger"."status_from" is null or "ledger"."status_to" is not null)
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"project_id" text NOT NULL,
	"seq" integer NOT NULL,
	"entry_id" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "seals_project_id_seq_pk" PRIMARY KEY("project_id","seq"),
	CONSTRAINT "seals_entry" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "unsealed" (
	"entry_id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"origin" text NOT NULL,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"digest" text NOT NULL,
	"kind" text NOT NULL,
	"rehearsal" boolean NOT NULL,
	"metadata" jsonb,
	"status" text NOT NULL,
	"delivered_to" text,
	"location" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "messages_origin" CHECK ("messages"."origin" in ('person', 'role', 'system')),
	CONSTRAINT "messages_kind" CHECK ("messages"."kind" in ('steering', 'talk', 'draft', 'summary')),
	CONSTRAINT "messages_status" CHECK ("messages"."status" in ('queued', 'delivered', 'withdrawn', 'rejected', 'said'))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"key" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"run_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_kind" CHECK ("outbox"."kind" in ('run_stage', 'converge'))
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"surface" text NOT NULL,
	"channel" text NOT NULL,
	"ref_channel" text,
	"ref_thread" text,
	"ref_message" text,
	"shown" integer DEFAULT 0 NOT NULL,
	"lost" text,
	CONSTRAINT "postings_one_each" UNIQUE("subject_kind","subject_id","surface","channel"),
	CONSTRAINT "postings_ref" UNIQUE("surface","ref_channel","ref_message"),
	CONSTRAINT "postings_subject_kind" CHECK ("postings"."subject_kind" in ('run', 'ask', 'message')),
	CONSTRAINT "postings_surface" CHECK ("postings"."surface" in ('console', 'slack', 'discord'))
);
--> statement-breakpoint
CREATE TABLE "definitions" (
	"digest" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL,
	"folder" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"pipeline_id" text NOT NULL,
	"definition_digest" text NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"hold_reason" text,
	"hold_why" text,
	"hold_by" text,
	"hold_at" timestamp (3) with time zone,
	"epoch" integer NOT NULL,
	"version" integer NOT NULL,
	"outputs" integer DEFAULT 0 NOT NULL,
	"stage" integer NOT NULL,
	"round" integer NOT NULL,
	"tries" integer NOT NULL,
	"finished" text,
	"mode" text NOT NULL,
	"brief" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"budget_micro_usd" bigint,
	"budget_tokens" bigint,
	"spent_micro_usd" bigint NOT NULL,
	"spent_input_tokens" bigint NOT NULL,
	"spent_output_tokens" bigint NOT NULL,
	"clearance" jsonb,
	"feedback" jsonb NOT NULL,
	"trigger_id" text NOT NULL,
	"trigger_source" text NOT NULL,
	"trigger_person_id" text NOT NULL,
	"trigger_person_name" text NOT NULL,
	"trigger_where" jsonb NOT NULL,
	"triggered_at" timestamp (3) with time zone NOT NULL,
	"trigger_context" jsonb NOT NULL,
	"recommended_by" text,
	"recommended_config" jsonb,
	"run_summary_message_id" text,
	"endings" integer NOT NULL,
	"last_steerer" text,
	"last_editor" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "runs_trigger_id" UNIQUE("trigger_id"),
	CONSTRAINT "runs_status" CHECK ("runs"."status" in ('queued', 'running', 'awaiting', 'paused', 'blocked', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "runs_mode" CHECK ("runs"."mode" in ('autonomous', 'checkpoint', 'advisory')),
	CONSTRAINT "runs_trigger_source" CHECK ("runs"."trigger_source" in ('slack_button', 'slack_form', 'discord_button', 'discord_form', 'console_form', 'api_client', 'cli_tool', 'integration_test')),
	CONSTRAINT "runs_hold_reason" CHECK ("runs"."hold_reason" in ('person', 'policy', 'acknowledge')),
	CONSTRAINT "runs_hold_whole" CHECK (num_nulls("runs"."hold_reason", "runs"."hold_why", "runs"."hold_by", "runs"."hold_at") in (0, 4)),
	CONSTRAINT "runs_trigger_named" CHECK ("runs"."trigger_id" <> '')
);
--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_last_run_id_runs_id_fk" FOREIGN KEY ("last_run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_artifact_id_artifacts_id_fk" FOREIGN KEY ("artifact_id") REFERENCES "public"."artifacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_digest_bodies_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."bodies"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_base" FOREIGN KEY ("artifact_id","base") REFERENCES "public"."versions"("artifact_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_ask_id_asks_id_fk" FOREIGN KEY ("ask_id") REFERENCES "public"."asks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asks" ADD CONSTRAINT "asks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asks" ADD CONSTRAINT "asks_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outputs" ADD CONSTRAINT "outputs_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seals" ADD CONSTRAINT "seals_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seals" ADD CONSTRAINT "seals_entry_id_ledger_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsealed" ADD CONSTRAINT "unsealed_entry_id_ledger_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_digest_bodies_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."bodies"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_delivered_to_attempts_id_fk" FOREIGN KEY ("delivered_to") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_definition_digest_definitions_digest_fk" FOREIGN KEY ("definition_digest") REFERENCES "public"."definitions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_finished_attempts_id_fk" FOREIGN KEY ("finished") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_recommended_by_asks_id_fk" FOREIGN KEY ("recommended_by") REFERENCES "public"."asks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_run_summary_message_id_messages_id_fk" FOREIGN KEY ("run_summary_message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asks_of_run" ON "asks" USING btree ("run_id","opened_at");--> statement-breakpoint
CREATE INDEX "asks_open" ON "asks" USING btree ("project_id","opened_at") WHERE "asks"."status" = 'open';--> statement-breakpoint
CREATE INDEX "asks_expiring" ON "asks" USING btree ("expires_at") WHERE "asks"."status" = 'open' and "asks"."expires_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_running" ON "attempts" USING btree ("run_id") WHERE "attempts"."status" = 'running';--> statement-breakpoint
CREATE INDEX "attempts_leased" ON "attempts" USING btree ("lease_until") WHERE "attempts"."lease_until" is not null;--> statement-breakpoint
CREATE INDEX "ledger_of_run" ON "ledger" USING btree ("run_id","ordinal");--> statement-breakpoint
CREATE INDEX "messages_of_run" ON "messages" USING btree ("run_id","at");--> statement-breakpoint
CREATE INDEX "messages_in_hand" ON "messages" USING btree ("run_id") WHERE "messages"."status" in ('queued', 'delivered');--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_due_once" ON "outbox" USING btree ("key") WHERE "outbox"."done_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at") WHERE "outbox"."done_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_of_run" ON "outbox" USING btree ("run_id","kind") WHERE "outbox"."done_at" is null;--> statement-breakpoint
CREATE INDEX "postings_of_run" ON "postings" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "projects_places" ON "projects" USING gin (("definition" -> 'places') jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "runs_of_project" ON "runs" USING btree ("project_id","started_at");--> statement-breakpoint
CREATE INDEX "runs_active" ON "runs" USING btree ("project_id","started_at") WHERE "runs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "runs_that_move" ON "runs" USING btree ("id") WHERE "runs"."status" in ('queued', 'running');