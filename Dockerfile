# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS packages
WORKDIR /opt/wheelhouse
COPY package.json package-lock.json .npmrc ./
# No package needs its install script: esbuild's only checks, embedded-postgres' is for macOS and Windows.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
# git is for the stages of the release notes; add here what the commands of your own pipelines call.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git tini \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 0700 /var/lib/wheelhouse
WORKDIR /opt/wheelhouse
COPY --from=packages /opt/wheelhouse/node_modules ./node_modules
COPY package.json tsconfig.json manifest.yml ./
COPY db ./db
COPY src ./src
COPY examples ./examples
ENV NODE_ENV=production HEALTH_PORT=9464
USER node
VOLUME /var/lib/wheelhouse
EXPOSE 3000 9464
# Alive, not ready: a database that is away is no reason to be started anew.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# It ends the orphans of a stage's commands, also below another init.
ENTRYPOINT ["tini", "-s", "--", "node", "--import", "tsx", "src/main.ts"]
CMD ["start", "--data", "/var/lib/wheelhouse"]
