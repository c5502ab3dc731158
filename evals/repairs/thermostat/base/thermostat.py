"""A thermostat with a band around its target."""


class Thermostat:
    def __init__(self, target, band=1.0):
        self.target = target
        self.band = band
        self.heating = False
        self.switches = 0

    def _set(self, heating):
        if heating != self.heating:
            self.heating = heating
            self.switches += 1

    def measure(self, degrees):
        """Heats below the band until above it."""
        if degrees <= self.target :
            self._set(True)
        elif degrees >= self.target + self.band:
            self._set(False)
        return self.heating
