using System.Text.Json;

namespace TestHarness.Qmp;

/// <summary>QEMU's answer to one command: a value, or an error.</summary>
/// <param name="Value">What the command returned; undefined where it was refused.</param>
public sealed record QmpReply(JsonElement Value, QmpError? Error)
{
    public bool Succeeded => Error is null;
}

/// <param name="Class">QapiErrorClass: GenericError, CommandNotFound, DeviceNotActive, DeviceNotFound, KVMMissingCap.</param>
public sealed record QmpError(string Class, string Description)
{
    public override string ToString() => $"{Class}: {Description}";
}
