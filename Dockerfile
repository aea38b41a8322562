# The course as a container: built in one stage, served by nginx in the next, which runs without root on port 8080.
#   docker build --tag working-together .
#   docker run --rm --publish 8080:8080 --read-only --tmpfs /tmp working-together
FROM python:3.13-slim AS build
WORKDIR /course
COPY . .
# The public repository that notebooks link to; the checkout's own remote is left outside with .git.
ARG GITHUB_SERVER_URL=https://github.com
ARG GITHUB_REPOSITORY=
RUN pip install --no-cache-dir --constraint constraints.txt --editable ".[book]" \
    && collabkit build \
    && collabkit headers nginx > /nginx.conf

FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY --from=build /nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /course/_build/html /usr/share/nginx/html
EXPOSE 8080
