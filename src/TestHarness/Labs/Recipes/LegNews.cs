using TestHarness.Clocks;
using TestHarness.Migration;

namespace TestHarness.Labs.Recipes;

/// <summary>Reports a leg to those who follow the scenario.</summary>
internal sealed class LegNews
{
    private readonly Action<object> _tell;
    private readonly (int Number, string From, string To) _leg;

    /// <summary>Prepares the reports of a leg that has not started.</summary>
    public LegNews(LegRequest request)
    {
        var lab = request.Guest.Lab;
        (_tell, _leg) = (lab.LegEvents, (request.Number, request.Guest.Place.Name, request.To.Name));
        Progress = new LegProgress(lab.Progress, request.Number)
        {
            Polled = info =>
            {
                if (LegMoved.Of(_leg.Number, _leg.From, _leg.To, SteadyClock.Shared.Now, info) is { } moved)
                    _tell(moved);
            },
        };
    }

    /// <summary>The progress of the migration, which is reported too.</summary>
    public LegProgress Progress { get; }

    /// <summary>Reports the start of the migration.</summary>
    public void Start() => _tell(new LegStarted(_leg.Number, _leg.From, _leg.To, SteadyClock.Shared.Now));

    /// <summary>Reports the arrival of the guest.</summary>
    public void Arrive() => _tell(new LegArrived(_leg.Number, _leg.From, _leg.To, SteadyClock.Shared.Now));
}
