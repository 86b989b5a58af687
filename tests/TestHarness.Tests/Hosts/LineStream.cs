using System.Text;

namespace TestHarness.Tests.Hosts;

/// <summary>Takes a command's output and tells when a text has been seen in it.</summary>
internal sealed class LineStream(string wanted) : MemoryStream
{
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Found => _found.Task;

    public override void Write(byte[] buffer, int offset, int count)
    {
        base.Write(buffer, offset, count);
        Look();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await base.WriteAsync(buffer, cancellationToken);
        Look();
    }

    private void Look()
    {
        if (Encoding.UTF8.GetString(ToArray()).Contains(wanted, StringComparison.Ordinal))
            _found.TrySetResult();
    }
}
