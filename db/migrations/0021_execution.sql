ALTER TABLE "runs" ADD COLUMN "execution" text DEFAULT 'local' NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_execution" CHECK ("runs"."execution" in ('local', 'cloud'));