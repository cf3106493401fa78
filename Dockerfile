# The Debian image, because the embedded PostgreSQL is built against glibc.
FROM node:24-slim AS build
WORKDIR /padan
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PADAN_DATA_DIR=/var/lib/padan
WORKDIR /padan
COPY --from=build /padan/package.json ./
COPY --from=build /padan/node_modules node_modules
COPY --from=build /padan/dist dist
COPY migrations migrations
COPY models models
RUN install -d -o node -g node -m 700 /var/lib/padan
USER node
VOLUME /var/lib/padan
EXPOSE 3000
# Node itself asks, as the image has no curl; readiness is for whoever sends requests, not for restarting.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The service is process 1 and hears SIGTERM itself; it stops in order within the default ten seconds.
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "dist/main.js"]
