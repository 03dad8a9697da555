"""A Dockerfile, carried out without Docker: its own steps, in folders that stand for the stages."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

AS_ROOT = ("useradd", "chown")
"""What only root may do, and what changes nothing here."""
STEP_SECONDS = 240


def steps(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Yield each instruction with what follows it, on one line."""
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        instruction, _, rest = line.partition(" ")
        yield instruction, " ".join(rest.split())


def context(project: Path, folder: Path) -> Path:
    """Copy what the whitelist of .dockerignore lets through, and return the folder."""
    for line in (project / ".dockerignore").read_text().splitlines():
        if line.startswith("!"):
            _take(project / line[1:], folder / line[1:])
    return folder


def _take(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        bytecode = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=bytecode)
    else:
        shutil.copy2(source, target)


@dataclass
class Image:
    """What a Dockerfile makes: `root` stands for /, which its folders are mapped to."""

    context: Path
    folder: Path
    root: Path = field(init=False)
    workdir: str = "/"
    stage: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[str]] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def build(self, dockerfile: str) -> None:
        """Carry out every step; CalledProcessError where one fails."""
        self.root = self.folder / "root"
        self._folders = set(re.findall(r"(?m)^(?:WORKDIR|VOLUME|COPY.*) /(\w+)", dockerfile))
        self._provide_python()
        for instruction, rest in steps(dockerfile):
            step = getattr(self, f"_{instruction.lower()}", None)
            if step is not None:
                step(rest)

    def start(self, command: list[str], **settings: str) -> "subprocess.Popen[str]":
        """Start a command as in a container: nothing of our environment, no home folder."""
        return subprocess.Popen(  # noqa: S603 - our own Dockerfile's commands
            command,
            cwd=self._mapped(self.workdir),
            env=self.environment | {"HOME": "/nonexistent"} | settings,
            executable=shutil.which(command[0], path=self.environment["PATH"]),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, **settings: str) -> str:
        """Run the entry point with arguments; return what it says. It must succeed."""
        process = self.start([*self.commands["ENTRYPOINT"], *arguments], **settings)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        return output

    def _provide_python(self) -> None:
        subprocess.run([sys.executable, "-m", "venv", self.folder / "python"], check=True)  # noqa: S603
        for name in AS_ROOT:
            stub = self.folder / "python" / "bin" / name
            stub.write_text("#!/bin/sh\n")
            stub.chmod(0o755)

    def _mapped(self, text: str) -> str:
        """Return a text in which the Dockerfile's own folders lie below `root`."""
        return re.sub(rf"(?<![\w.])/(?=(?:{'|'.join(self._folders)})\b)", f"{self.root}/", text)

    def _from(self, rest: str) -> None:
        if self.root.exists():
            self.root.rename(self.folder / self.stage)
        self.root.mkdir()
        self.stage, self.workdir = rest.rpartition(" ")[2], "/"
        self.environment = {"PATH": f"{self.folder}/python/bin:/usr/local/bin:/usr/bin:/bin"}

    def _workdir(self, rest: str) -> None:
        self.workdir = rest
        Path(self._mapped(rest)).mkdir(parents=True, exist_ok=True)

    def _copy(self, rest: str) -> None:
        *sources, target = rest.split()
        origin = self.context
        if sources[0].startswith("--from="):
            origin = self.folder / sources.pop(0).removeprefix("--from=")
        place = Path(self._mapped(os.path.join(self.workdir, target)))  # noqa: PTH118 - keeps a final slash
        for source in sources:
            into = place / Path(source).name if target.endswith("/") else place
            _take(origin / source.lstrip("/"), into)

    def _run(self, rest: str) -> None:
        """Run a step in a shell; pip may use its cache, unlike in an image."""
        command = self._mapped(rest.replace(" --no-cache-dir", ""))
        subprocess.run(  # noqa: S603 - our own Dockerfile's commands
            ["/bin/sh", "-ec", command],
            cwd=self._mapped(self.workdir),
            env=os.environ | self.environment,
            check=True,
            capture_output=True,
            timeout=STEP_SECONDS,
        )

    def _env(self, rest: str) -> None:
        for pair in shlex.split(rest):
            name, _, value = pair.partition("=")
            self.environment[name] = Template(self._mapped(value)).substitute(self.environment)

    def _entrypoint(self, rest: str) -> None:
        self.commands["ENTRYPOINT"] = json.loads(rest)

    def _cmd(self, rest: str) -> None:
        self.commands["CMD"] = json.loads(rest)

    def _healthcheck(self, rest: str) -> None:
        self.commands["HEALTHCHECK"] = json.loads(rest.partition("CMD ")[2])
