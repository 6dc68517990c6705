using System.Globalization;
using Couriarr.Features.Configuration.Options;
using Couriarr.Features.Media;
using Couriarr.Features.Members;

namespace Couriarr.Features.Intake.Missed;

/// <summary>What the digest says about imports: for each instance, whether everything that it imported has arrived.</summary>
internal sealed class DeliveriesDigest(Deliveries deliveries, MemberBook members, TimeProvider clock) : IDigestPart
{
    public async Task<IReadOnlyList<DigestPart>> OfAsync(Period period, CancellationToken ct)
    {
        if (!period.IsDay)
            return [];
        var lines = new List<string>();
        var days = (int)Math.Ceiling((clock.GetUtcNow() - period.From).TotalDays);
        foreach (var instance in (await members.AllAsync<InstanceTerms>(ct)).Where(i => i.Terms.Enabled && CatchUps.IsPossible(i)))
            if (await deliveries.OfAsync(instance.Name, Math.Max(1, days), period.Zone, ct) is { } delivered)
                lines.Add(Line(instance.Name, delivered.Days.Where(day => period.Has(day.Day)).ToList()));
        return lines.Count == 0 ? [] : [new DigestPart(40, "Imports that arrived", lines)];
    }

    private static string Line(string instance, List<DayOfImports> days)
    {
        var (all, arrived) = (days.Sum(day => day.InHistory), days.Sum(day => day.Delivered));
        return all == 0 ? $"{instance}: nothing was imported"
            : all == arrived ? string.Create(CultureInfo.InvariantCulture, $"{instance}: all {all}, none missed")
            : string.Create(CultureInfo.InvariantCulture, $"{instance}: {arrived} of {all}; {all - arrived} are on their way or missed");
    }
}
