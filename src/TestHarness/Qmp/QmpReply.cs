using System.Text.Json;

namespace TestHarness.Qmp;

/// <summary>QEMU's answer to one command: a value, or an error.</summary>
/// <param name="Value">The result of the command; undefined when it was refused.</param>
public sealed record QmpReply(JsonElement Value, QmpError? Error)
{
    /// <summary>Whether QEMU executed the command.</summary>
    public bool Succeeded => Error is null;
}

/// <summary>A refusal by QEMU.</summary>
/// <param name="Class">QapiErrorClass: GenericError, CommandNotFound, DeviceNotActive, DeviceNotFound, KVMMissingCap.</param>
public sealed record QmpError(string Class, string Description)
{
    public override string ToString() => $"{Class}: {Description}";
}
