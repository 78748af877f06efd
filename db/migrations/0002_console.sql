CREATE TABLE "console_links" (
	"digest" text PRIMARY KEY NOT NULL,
	"user" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "console_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"thread" text,
	"body" text NOT NULL,
	"revision" bigint NOT NULL,
	"posted_key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "console_messages_posted_key_unique" UNIQUE("posted_key")
);
--> statement-breakpoint
CREATE TABLE "console_notices" (
	"id" text PRIMARY KEY NOT NULL,
	"user" text NOT NULL,
	"channel" text NOT NULL,
	"thread" text,
	"body" text NOT NULL,
	"posted_key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "console_notices_posted_key_unique" UNIQUE("posted_key")
);
--> statement-breakpoint
CREATE TABLE "console_sessions" (
	"digest" text PRIMARY KEY NOT NULL,
	"user" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "console_messages" ADD CONSTRAINT "console_messages_thread_console_messages_id_fk" FOREIGN KEY ("thread") REFERENCES "public"."console_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "console_messages_channel" ON "console_messages" USING btree ("channel","thread","at");--> statement-breakpoint
CREATE INDEX "console_messages_thread" ON "console_messages" USING btree ("thread","at");--> statement-breakpoint
CREATE INDEX "console_notices_user" ON "console_notices" USING btree ("user","channel","at");