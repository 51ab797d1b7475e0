# syntax=docker/dockerfile:1

# Built from a clone:   docker build -t deskhand .
# Tried in a moment:    docker run --rm --read-only --tmpfs /tmp:exec,mode=1777 deskhand demo --story vpn
# Run:                  docker run --read-only --tmpfs /tmp:exec,mode=1777 -v deskhand:/data \
#                         -v "$PWD/deskhand.yaml:/etc/deskhand/deskhand.yaml:ro" -p 8080:8080 deskhand
#
# Cedar's and SQLite's native libraries are built for glibc, so the base is Debian, not Alpine.

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
# The libraries stay in a cache of the builder's, so that a changed line does not fetch them anew.
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress -Dwithout-tests package

# Only the parts of Java that Deskhand and its libraries use; naming and security are found at run
# time, where no tool sees them.
RUN jlink --output /opt/java --strip-debug --no-man-pages --no-header-files --compress=zip-6 \
    --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

FROM debian:stable-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin deskhand \
    && install --directory --owner=deskhand --group=deskhand --mode=0750 /data \
    && install --directory /etc/deskhand
COPY --from=build /opt/java /opt/java
COPY --from=build /build/app/target/deskhand /opt/deskhand
ENV JAVA_HOME=/opt/java LANG=C.UTF-8 PATH=/opt/deskhand/bin:$PATH
# A start is rehearsed, to learn what it needs: later starts take half the time. The cache is made by
# root and only read afterwards.
RUN deskhand aot && rm -rf /tmp/*

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["deskhand", "health", "http://127.0.0.1:8080"]
ENTRYPOINT ["deskhand"]
CMD ["serve", "--config", "/etc/deskhand/deskhand.yaml"]
