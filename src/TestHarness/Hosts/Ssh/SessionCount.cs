namespace TestHarness.Hosts.Ssh;

/// <summary>The number of sessions of one connection that commands have, or have reserved.</summary>
internal sealed class SessionCount
{
    /// <summary>The largest number of sessions of a connection that commands use.</summary>
    /// <value>8 of the 10 that sshd allows by default (MaxSessions): one is a heartbeat's, and one is to spare.</value>
    public const int Usual = 8;

    private int _reserved;

    /// <summary>The number of reserved sessions.</summary>
    public int Reserved => Volatile.Read(ref _reserved);

    /// <summary>Reserves one session; returns false when none is free.</summary>
    /// <param name="most">The largest number of sessions that commands may have.</param>
    public bool TryReserve(int most)
    {
        if (Interlocked.Increment(ref _reserved) <= most)
            return true;
        Release();
        return false;
    }

    /// <summary>Releases one session.</summary>
    public void Release() => Interlocked.Decrement(ref _reserved);
}
