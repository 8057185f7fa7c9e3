# syntax=docker/dockerfile:1
# The app as an image: two stages, nothing installed without its hash, and no account but its own.
# Another base than the usual one has to bring Python 3.11 with its venv module.
ARG BASE=docker.io/library/python:3.11.13-slim-bookworm

# hadolint ignore=DL3006
FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /source
RUN ["python3", "-m", "venv", "/opt/vendor-eval"]
COPY requirements/run.txt requirements/run.txt
RUN ["/opt/vendor-eval/bin/python", "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--requirement", "requirements/run.txt"]
# What .dockerignore lets through: what the wheel is made of.
COPY . .
# The build backend is among what was installed by hash.
RUN ["/opt/vendor-eval/bin/hatchling", "build", "--target", "wheel", "--directory", "/wheel"]
RUN /opt/vendor-eval/bin/python -m pip install --no-deps --no-index /wheel/*.whl \
    && /opt/vendor-eval/bin/python -m compileall -q /opt/vendor-eval

# hadolint ignore=DL3006
FROM ${BASE}
RUN ["useradd", "--uid", "10001", "--user-group", "--create-home", "--key", "HOME_MODE=0700", "--home-dir", "/data", "--shell", "/usr/sbin/nologin", "vendor-eval"]
COPY --from=build /opt/vendor-eval /opt/vendor-eval
ENV PATH=/opt/vendor-eval/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    XDG_DATA_HOME=/data \
    VENDOR_EVAL_LOG_FORMAT=json \
    VENDOR_EVAL_PORT=8501
# Database, keys and whatever else is kept; /tmp has to be writable too, and nothing else.
VOLUME /data
WORKDIR /data
USER 10001:10001
EXPOSE 8501
STOPSIGNAL SIGTERM
# By no proxy, which Docker may name in the environment for what is outside.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as asking; asking.build_opener(asking.ProxyHandler({})).open('http://127.0.0.1:8501/health', timeout=4)"]
ENTRYPOINT ["vendor-eval"]
CMD ["serve"]
