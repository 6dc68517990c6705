namespace Couriarr.Dashboard.Parts;

/// <param name="Label">Of its place: a day.</param>
/// <param name="Said">All of it in words.</param>
public sealed record ChartBar(string Label, double Value, string Said);

/// <param name="Look">good, warn, bad, or empty for a day of which there is nothing to say.</param>
public sealed record StripDay(string Said, string Look);
