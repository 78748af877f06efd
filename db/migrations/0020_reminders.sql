CREATE TABLE "reminders" (
	"ask_id" text NOT NULL,
	"revision" integer NOT NULL,
	"step" integer NOT NULL,
	"person_id" text NOT NULL,
	"person_name" text NOT NULL,
	"user_id" text,
	"reminder_id" text NOT NULL,
	"project_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminders_ask_id_revision_step_person_id_pk" PRIMARY KEY("ask_id","revision","step","person_id")
);
--> statement-breakpoint
ALTER TABLE "postings" DROP CONSTRAINT "postings_subject_kind";--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_ask_id_asks_id_fk" FOREIGN KEY ("ask_id") REFERENCES "public"."asks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminders_of_message" ON "reminders" USING btree ("reminder_id");--> statement-breakpoint
CREATE INDEX "reminders_lately" ON "reminders" USING btree ("project_id","at");--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_subject_kind" CHECK ("postings"."subject_kind" in ('run', 'ask', 'message', 'reminder'));--> statement-breakpoint
COMMENT ON TABLE "reminders" IS 'Who was called to which open question, when and in which message: once for each revision and step.';